/**
 * Yahoo! Shopping (Japan): stock and order APIs, and their tokens.
 *
 * @see <a href="https://developer.yahoo.co.jp/webapi/shopping/">Yahoo! Shopping APIs</a>
 */
@NullMarked
package dev.netstock.malls.adapter.yahoo;

import org.jspecify.annotations.NullMarked;
