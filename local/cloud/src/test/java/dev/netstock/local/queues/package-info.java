@NullMarked
package dev.netstock.local.queues;

import org.jspecify.annotations.NullMarked;
