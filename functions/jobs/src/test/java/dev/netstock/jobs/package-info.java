@NullMarked
package dev.netstock.jobs;

import org.jspecify.annotations.NullMarked;
