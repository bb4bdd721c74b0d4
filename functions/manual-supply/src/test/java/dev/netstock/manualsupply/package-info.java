@NullMarked
package dev.netstock.manualsupply;

import org.jspecify.annotations.NullMarked;
