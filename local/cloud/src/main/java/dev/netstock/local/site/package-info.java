/** The operators' console, served with the headers that it has on AWS. */
@NullMarked
package dev.netstock.local.site;

import org.jspecify.annotations.NullMarked;
