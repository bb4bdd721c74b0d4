@NullMarked
package dev.netstock.malls.webhooks;

import org.jspecify.annotations.NullMarked;
