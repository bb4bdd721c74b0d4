@NullMarked
package dev.netstock.malls.dynamodb;

import org.jspecify.annotations.NullMarked;
