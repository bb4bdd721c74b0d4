/**
 * What the synthesized templates promise, in sentences. Each stage is synthesized once per JVM;
 * what is tested is the JSON that CloudFormation gets.
 */
@NullMarked
package dev.netstock.templates;

import org.jspecify.annotations.NullMarked;
