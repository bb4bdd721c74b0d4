@NullMarked
package dev.netstock.salemode.aws;

import org.jspecify.annotations.NullMarked;
