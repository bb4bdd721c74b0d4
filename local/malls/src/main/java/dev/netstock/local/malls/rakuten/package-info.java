/** A simulator of Rakuten Ichiba (RMS WEB SERVICE). */
@NullMarked
package dev.netstock.local.malls.rakuten;

import org.jspecify.annotations.NullMarked;
