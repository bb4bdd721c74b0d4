@NullMarked
package dev.netstock.telemetry;

import org.jspecify.annotations.NullMarked;
