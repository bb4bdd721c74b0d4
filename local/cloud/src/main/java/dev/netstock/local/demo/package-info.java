/**
 * The demo catalogue: what a variety and DIY store in Japan might sell, made by a seeded generator.
 */
@NullMarked
package dev.netstock.local.demo;

import org.jspecify.annotations.NullMarked;
