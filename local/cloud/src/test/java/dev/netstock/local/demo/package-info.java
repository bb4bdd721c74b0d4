@NullMarked
package dev.netstock.local.demo;

import org.jspecify.annotations.NullMarked;
