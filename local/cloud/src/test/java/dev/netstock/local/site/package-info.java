@NullMarked
package dev.netstock.local.site;

import org.jspecify.annotations.NullMarked;
