@NullMarked
package dev.netstock.platform.telemetry;

import org.jspecify.annotations.NullMarked;
