/** The settings of stages: their files, and the records that hold them. */
@NullMarked
package dev.netstock.infra.stage;

import org.jspecify.annotations.NullMarked;
