import type {KeyboardEvent, ReactNode} from 'react';

/** Browsers report this code for keys that an input method handles. */
const KEY_OF_INPUT_METHOD = 229;

/**
 * A form that Enter submits, but not the Enter that ends the composition of a word: in Japanese it
 * chooses the characters.
 */
export function SubmitForm(props: {onSubmit: () => void; children: ReactNode}) {
  return (
    <form
      className="form"
      noValidate
      onKeyDownCapture={refuseComposition}
      onSubmit={event => {
        event.preventDefault();
        props.onSubmit();
      }}
    >
      {props.children}
    </form>
  );
}

function refuseComposition(event: KeyboardEvent) {
  const {key, isComposing, keyCode} = event.nativeEvent;
  if (key === 'Enter' && (isComposing || keyCode === KEY_OF_INPUT_METHOD)) {
    event.preventDefault();
    event.stopPropagation();
  }
}
