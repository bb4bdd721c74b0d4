@NullMarked
package dev.netstock.platform.http;

import org.jspecify.annotations.NullMarked;
