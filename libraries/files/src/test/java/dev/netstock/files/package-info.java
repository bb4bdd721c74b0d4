@NullMarked
package dev.netstock.files;

import org.jspecify.annotations.NullMarked;
