@NullMarked
package dev.netstock.local.saleday.report;

import org.jspecify.annotations.NullMarked;
