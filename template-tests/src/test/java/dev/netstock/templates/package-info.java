/**
 * Tests of the synthesized templates. Each stage is synthesized once per JVM; the tests read the
 * JSON that CloudFormation gets.
 */
@NullMarked
package dev.netstock.templates;

import org.jspecify.annotations.NullMarked;
