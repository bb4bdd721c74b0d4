/** What operators read and change of malls over the HTTP API. */
@NullMarked
package dev.netstock.malls.api;

import org.jspecify.annotations.NullMarked;
