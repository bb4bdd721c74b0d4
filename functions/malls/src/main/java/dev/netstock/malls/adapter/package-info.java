/** The adapters of the malls' APIs, one package for each mall. */
@NullMarked
package dev.netstock.malls.adapter;

import org.jspecify.annotations.NullMarked;
