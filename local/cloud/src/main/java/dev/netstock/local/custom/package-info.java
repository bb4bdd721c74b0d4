/** Custom resources: functions that run during a deployment. */
@NullMarked
package dev.netstock.local.custom;

import org.jspecify.annotations.NullMarked;
