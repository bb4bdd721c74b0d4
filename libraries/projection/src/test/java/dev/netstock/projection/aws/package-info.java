@NullMarked
package dev.netstock.projection.aws;

import org.jspecify.annotations.NullMarked;
