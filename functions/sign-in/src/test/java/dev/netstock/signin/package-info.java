@NullMarked
package dev.netstock.signin;

import org.jspecify.annotations.NullMarked;
