/** Simulators of external malls: their protocols, and their misbehaviour on request. */
@NullMarked
package dev.netstock.local.malls;

import org.jspecify.annotations.NullMarked;
