// What is on the screen and nowhere else: the page, the selection, what floats above.

export function reduceScreen(state, action) {
  switch (action.type) {
    case "went":
      return { ...state, route: action.route, drawer: null, selected: sameList(state.route, action.route) ? state.selected : [] };
    case "selected":
      return { ...state, selected: action.ids };
    case "picker_opened":
      return { ...state, picker: action.picker };
    case "picker_closed":
      return { ...state, picker: null };
    case "dialog_opened":
      return { ...state, dialog: { name: action.name, ...action.about }, picker: null };
    case "dialog_closed":
      return { ...state, dialog: null };
    case "drawer_opened":
      return { ...state, drawer: action.name };
    case "drawer_closed":
      return { ...state, drawer: null };
    case "panel_shown":
      return { ...state, panelHidden: !action.shown };
    case "toast_shown":
      return { ...state, toasts: [...state.toasts.slice(-2), action.toast] };
    case "toast_gone":
      return { ...state, toasts: state.toasts.filter((toast) => toast.id !== action.id) };
    default:
      return state;
  }
}

function sameList(before, now) {
  return before.page === now.page && before.view === now.view && before.query === now.query;
}
