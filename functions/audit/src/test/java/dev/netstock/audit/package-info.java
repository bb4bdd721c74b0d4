@NullMarked
package dev.netstock.audit;

import org.jspecify.annotations.NullMarked;
