@NullMarked
package dev.netstock.local.s3;

import org.jspecify.annotations.NullMarked;
