@NullMarked
package dev.netstock.malls.adapter.http;

import org.jspecify.annotations.NullMarked;
