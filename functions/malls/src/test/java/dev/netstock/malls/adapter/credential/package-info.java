@NullMarked
package dev.netstock.malls.adapter.credential;

import org.jspecify.annotations.NullMarked;
