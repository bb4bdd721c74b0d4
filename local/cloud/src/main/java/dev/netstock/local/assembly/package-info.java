/** Makes the cloud assembly: runs the CDK app when what goes into it has changed. */
@NullMarked
package dev.netstock.local.assembly;

import org.jspecify.annotations.NullMarked;
