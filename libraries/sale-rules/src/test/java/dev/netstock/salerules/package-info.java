@NullMarked
package dev.netstock.salerules;

import org.jspecify.annotations.NullMarked;
