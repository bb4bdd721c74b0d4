@NullMarked
package dev.netstock.local.sqs;

import org.jspecify.annotations.NullMarked;
