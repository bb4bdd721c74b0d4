@NullMarked
package dev.netstock.local.cloudwatch;

import org.jspecify.annotations.NullMarked;
