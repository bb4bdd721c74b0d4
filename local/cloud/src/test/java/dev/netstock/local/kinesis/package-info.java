@NullMarked
package dev.netstock.local.kinesis;

import org.jspecify.annotations.NullMarked;
