@NullMarked
package dev.netstock.local.topics;

import org.jspecify.annotations.NullMarked;
