@NullMarked
package dev.netstock.local.storage;

import org.jspecify.annotations.NullMarked;
