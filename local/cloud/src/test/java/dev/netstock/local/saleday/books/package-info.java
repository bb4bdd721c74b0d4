@NullMarked
package dev.netstock.local.saleday.books;

import org.jspecify.annotations.NullMarked;
