/** The part of AWS Secrets Manager that functions and operators use, for secrets of templates. */
@NullMarked
package dev.netstock.local.secrets;

import org.jspecify.annotations.NullMarked;
