/** A Lambda function of net-stock: zip, role, logs, version and alias. */
@NullMarked
package dev.netstock.infra.function;

import org.jspecify.annotations.NullMarked;
