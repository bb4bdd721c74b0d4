@NullMarked
package dev.netstock.http;

import org.jspecify.annotations.NullMarked;
