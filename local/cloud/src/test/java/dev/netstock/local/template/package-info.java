@NullMarked
package dev.netstock.local.template;

import org.jspecify.annotations.NullMarked;
