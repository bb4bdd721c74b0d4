@NullMarked
package dev.netstock.customerkeys.aws;

import org.jspecify.annotations.NullMarked;
