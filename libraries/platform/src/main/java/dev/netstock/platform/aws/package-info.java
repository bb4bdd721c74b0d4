/** AWS clients that retry nothing by themselves, and what their failures mean. */
@NullMarked
package dev.netstock.platform.aws;

import org.jspecify.annotations.NullMarked;
