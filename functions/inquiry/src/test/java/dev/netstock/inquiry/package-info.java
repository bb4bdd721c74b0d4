@NullMarked
package dev.netstock.inquiry;

import org.jspecify.annotations.NullMarked;
