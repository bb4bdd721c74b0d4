@NullMarked
package dev.netstock.local.schedules;

import org.jspecify.annotations.NullMarked;
