/** The demo catalogue of a variety and DIY store in Japan, from a seeded generator. */
@NullMarked
package dev.netstock.local.demo;

import org.jspecify.annotations.NullMarked;
