/** Custom resources: what a function does for a deployment. */
@NullMarked
package dev.netstock.local.custom;

import org.jspecify.annotations.NullMarked;
