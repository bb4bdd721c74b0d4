@NullMarked
package dev.netstock.malls.aws;

import org.jspecify.annotations.NullMarked;
