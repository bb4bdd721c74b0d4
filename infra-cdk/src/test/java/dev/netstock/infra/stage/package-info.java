@NullMarked
package dev.netstock.infra.stage;

import org.jspecify.annotations.NullMarked;
