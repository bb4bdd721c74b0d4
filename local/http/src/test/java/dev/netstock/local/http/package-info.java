@NullMarked
package dev.netstock.local.http;

import org.jspecify.annotations.NullMarked;
