@NullMarked
package dev.netstock.local.custom;

import org.jspecify.annotations.NullMarked;
